import { StoredAgreement } from "../agreements/model.ts";
import { agreementWrites } from "../agreements/store.ts";
import { Attendance, Meeting } from "../meetings/model.ts";
import { putAttendance, putMeeting, putVote } from "../meetings/store.ts";
import { Vote } from "../meetings/vote-model.ts";
import { Conformity, Opinion } from "../minutes/member-model.ts";
import { Minutes } from "../minutes/model.ts";
import { putConformity, putNewMinutes, putOpinion } from "../minutes/store.ts";
import { waits } from "../minutes/waiting.ts";
import type { Write } from "../platform/writes.ts";
import type { Document } from "./document-model.ts";
import type { Step, StepOf } from "./steps.ts";

/** How sessions were held: minutes that wait to be approved with their line, agreements with all that shows them. */
export function heldSteps(
  { meetings, attendance, votes, minutes, conformities, opinions, agreements }: Document,
  step: StepOf,
): Step[] {
  return [
    ...meetings.map((each, i) => step(`$.meetings[${i}]`, Meeting, each, [putMeeting(each, null)])),
    ...attendance.map((each, i) => step(`$.attendance[${i}]`, Attendance, each, [putAttendance(each, null)])),
    ...votes.map((each, i) => step(`$.votes[${i}]`, Vote, each, [putVote(each)])),
    ...minutes.map((each, i) =>
      step(`$.minutes[${i}]`, Minutes, each, [
        putNewMinutes(each),
        ...(each.status === "circulated" ? waits(each) : []),
      ]),
    ),
    ...conformities.map((each, i) =>
      step(`$.conformities[${i}]`, Conformity, each, [anew(putConformity(each))]),
    ),
    ...opinions.map((each, i) => step(`$.opinions[${i}]`, Opinion, each, [anew(putOpinion(each))])),
    ...agreements.map((each, i) =>
      step(`$.agreements[${i}]`, StoredAgreement, each, agreementWrites(null, each)),
    ),
  ];
}

/** What counts its versions goes in as it stands, whichever of them it is. */
const anew = (write: Write): Write => ("put" in write ? { ...write, when: "absent" } : write);
