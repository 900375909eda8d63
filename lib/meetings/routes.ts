import { AnswerPath, AnswerQuery } from "../answers/model.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { routes } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { SessionPath } from "../sessions/id-model.ts";
import { Quorum } from "./quorum-model.ts";
import {
  AttendanceInput,
  AttendanceList,
  Attended,
  CheckInCode,
  ClosingInput,
  HeldSession,
  OpeningInput,
  VoteList,
} from "./routes-model.ts";
import { Vote, VoteInput } from "./vote-model.ts";

/** What a meeting rests on while it is not open yet. */
const looking = { get: ["session", "body"], query: ["session", "body"] } as const;
const holding = {
  get: [...looking.get, "municipality"],
  query: looking.query,
  put: ["session", "timer"],
  delete: ["timer"],
} as const;

export const meetings = routes({
  listAttendance: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/attendance",
    summary: "How a session is held, and who attends it",
    allow: membership,
    path: SessionPath,
    answers: { 200: AttendanceList },
    touches: { get: ["session"], query: ["session"] },
  },
  putAttendance: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/attendance/{seat}",
    summary:
      "That a member comes, goes or does not come: by the secretary, or themselves with the code of the session",
    allow: "everyone",
    welcomes: membership,
    path: AnswerPath,
    query: AnswerQuery,
    body: AttendanceInput,
    answers: { 200: Attended },
    throttle: throttles.answering,
    touches: { ...looking, put: ["session"], check: ["session"] },
    uses: ["keys"],
  },
  getCheckInCode: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/check-in-code",
    summary: "The code that members check in with, for the secretary to show in the room",
    allow: secretariat,
    path: SessionPath,
    answers: { 200: CheckInCode },
    touches: { get: ["session"] },
    uses: ["keys"],
  },
  getQuorum: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/quorum",
    summary: "Whether enough members are there now, and how that is counted",
    allow: membership,
    path: SessionPath,
    answers: { 200: Quorum },
    touches: looking,
  },
  openMeeting: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/opening",
    summary: "Open a session: in first or second call, with the quorum that its rules ask for",
    allow: secretariat,
    path: SessionPath,
    body: OpeningInput,
    answers: { 200: HeldSession },
    touches: holding,
  },
  closeMeeting: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/closing",
    summary: "End a session; or put on record that it was not held, and why",
    allow: secretariat,
    path: SessionPath,
    body: ClosingInput,
    answers: { 200: HeldSession },
    touches: holding,
  },
  listVotes: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/votes",
    summary: "The votes of a session",
    allow: membership,
    path: SessionPath,
    answers: { 200: VoteList },
    touches: { get: ["session"], query: ["session"] },
  },
  createVote: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/votes",
    summary: "Put a vote on record: what it comes to, the rules of the body say",
    allow: secretariat,
    path: SessionPath,
    body: VoteInput,
    answers: { 201: Vote },
    touches: { get: ["session", "municipality"], query: ["session"], put: ["session"] },
  },
});
