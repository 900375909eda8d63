import { StoredAgreement } from "../agreements/model.ts";
import { Document as KeptDocument } from "../documents/model.ts";
import { Excuse } from "../excuses/model.ts";
import { Attendance, Meeting } from "../meetings/model.ts";
import { Vote } from "../meetings/vote-model.ts";
import { Conformity, Opinion } from "../minutes/member-model.ts";
import { Minutes } from "../minutes/model.ts";
import { Place, Use } from "../places/model.ts";
import { Room } from "../places/room-model.ts";
import { Slug } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { StoredBooking, StoredSlot } from "../slots/model.ts";
import { StoredCounts, StoredSurvey } from "../surveys/model.ts";
import { closed } from "./closed.ts";

/** Which room a session holds, or could not, and of which. */
export const SessionRoom = Room.extend({ municipality: Slug, session: SessionId });

/**
 * How sessions were held, and what of it is on record. Lines of what a body has still to see to, and what plans and
 * challenges show of agreements, follow from these.
 */
export const heldShapes = {
  meetings: closed(Meeting),
  attendance: closed(Attendance),
  votes: closed(Vote),
  minutes: closed(Minutes),
  conformities: closed(Conformity),
  opinions: closed(Opinion),
  agreements: closed(StoredAgreement),
} as const;

/** Rooms, slots, documents and surveys. The days on which a room is locked follow from who holds it. */
export const keptShapes = {
  places: closed(Place),
  /** Personal data: why members did not come. */
  excuses: closed(Excuse),
  /** Personal data: who booked a slot. */
  bookings: closed(StoredBooking),
  slots: closed(StoredSlot),
  uses: closed(Use),
  rooms: closed(SessionRoom),
  /** What is known of them; their bytes are in the store of files, and are copied there. */
  documents: closed(KeptDocument),
  surveys: closed(StoredSurvey),
  surveyCounts: closed(StoredCounts),
} as const;
