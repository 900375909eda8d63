import { membership, secretariat } from "../bodies/offices.ts";
import { routes, ticks } from "../platform/contract.ts";
import { throttles } from "../platform/throttles.ts";
import { SessionPath } from "../sessions/id-model.ts";
import {
  Booked,
  Booking,
  BookingCancelled,
  BookingInput,
  BookingQuery,
  NoShowInput,
  ShownSlot,
  SlotList,
  SlotPath,
  SwapInput,
} from "./model.ts";

const looking = { get: ["municipality", "session", "ending"] } as const;

export const slots = routes({
  listSlots: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/slots",
    summary: "The slots of a session, and which are free; never who booked one",
    allow: "everyone",
    welcomes: membership,
    path: SessionPath,
    answers: { 200: SlotList },
    cacheSeconds: 60,
    touches: { ...looking, getMany: ["entity"], query: ["session"] },
  },
  putBooking: {
    on: "PUT /v1/municipalities/{municipality}/sessions/{session}/slots/{slot}/booking",
    summary: "Book an open slot, without signing in; or say that a party comes to its own",
    allow: "everyone",
    welcomes: membership,
    path: SlotPath,
    body: BookingInput,
    isRationed: true,
    answers: { 200: Booked, 201: Booked },
    throttle: throttles.mailing,
    touches: {
      get: [...looking.get, "bookings"],
      getMany: ["entity"],
      put: ["session", "bookings", "timer"],
      check: ["session"],
    },
  },
  getBooking: {
    on: "GET /v1/municipalities/{municipality}/sessions/{session}/slots/{slot}/booking",
    summary: "Who booked a slot: for the secretariat, or with the code and secret of the booking",
    allow: "everyone",
    welcomes: secretariat,
    path: SlotPath,
    query: BookingQuery,
    answers: { 200: Booking },
    touches: { get: [...looking.get, "bookings"] },
  },
  cancelBooking: {
    on: "DELETE /v1/municipalities/{municipality}/sessions/{session}/slots/{slot}/booking",
    summary: "Cancel a booking: the slot is free again, and who had it forgotten",
    allow: "everyone",
    welcomes: secretariat,
    path: SlotPath,
    query: BookingQuery,
    answers: { 200: BookingCancelled },
    throttle: throttles.mailing,
    touches: {
      get: [...looking.get, "bookings"],
      put: ["bookings", "timer"],
      delete: ["session", "bookings", "timer"],
    },
  },
  swapSlots: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/slots/{slot}/swap",
    summary: "Swap two bookings, or the slots of two parties",
    allow: secretariat,
    path: SlotPath,
    body: SwapInput,
    answers: { 200: SlotList },
    touches: {
      get: [...looking.get, "bookings"],
      put: ["session", "bookings", "timer"],
      delete: ["session", "timer"],
      check: ["session"],
    },
  },
  markNoShow: {
    on: "POST /v1/municipalities/{municipality}/sessions/{session}/slots/{slot}/no-show",
    summary: "Say that whoever had a slot did not come",
    allow: secretariat,
    path: SlotPath,
    body: NoShowInput,
    answers: { 200: ShownSlot },
    touches: { ...looking, put: ["session"], check: ["session"] },
  },
});

export const slotTicks = ticks({
  "tell-bookings": {
    everyMinutes: 1,
    summary: "Tells whoever booked a slot what became of it, and forgets them when their time is over",
    failure: "Whoever booked gets no invitation, or learns late of a change; who booked is kept too long.",
    timers: ["bookings"],
    touches: {
      get: ["session", "bookings", "outbox"],
      query: ["timer", "session"],
      put: ["bookings", "outbox", "timer", "audit"],
      delete: ["bookings", "timer"],
    },
  },
});
