import type { Slot } from "../../lib/sessions/slot-model.ts";

/** Inputs that are valid as they stand; a test overrides what it is about. */
export const aTown = (overrides: Record<string, unknown> = {}) => ({
  id: "vilanova",
  name: "Vilanova",
  country: "ES",
  timeZone: "Europe/Madrid",
  language: "ca",
  areas: ["ES"],
  ...overrides,
});

export const aBody = (overrides: Record<string, unknown> = {}) => ({
  id: "consell",
  name: "Consell de la Vila",
  kind: "council",
  ...overrides,
});

/** As it is stored; as an input, too. Half an hour, and open. */
export const aSlot = (at: string, overrides: Partial<Slot> = {}): Slot => ({
  at,
  duration: "PT30M",
  for: null,
  party: null,
  private: false,
  ...overrides,
});

/** Every first Friday at half past six. */
export const aSeries = (overrides: Record<string, unknown> = {}) => ({
  id: "ordinaries",
  title: "Sessió ordinària",
  start: "2015-12-04T18:30:00",
  recurrence: "FREQ=MONTHLY;BYDAY=1FR",
  holidayPolicy: "ask",
  duration: "PT2H",
  horizonMonths: 12,
  ...overrides,
});

export const aSession = (overrides: Record<string, unknown> = {}) => ({
  title: "Sessió extraordinària",
  start: "2016-02-10T19:00:00",
  ...overrides,
});

export const aLayer = (days: Record<string, string>, overrides: Record<string, unknown> = {}) => ({
  source: "Full oficial 1",
  confirmed: true,
  language: "ca",
  days: Object.entries(days).map(([date, name]) => ({ date, name, kind: "national-holiday" })),
  ...overrides,
});

/** A seat that an entity holds; nobody is named on it. */
export const aSeat = (overrides: Record<string, unknown> = {}) => ({
  role: "member",
  label: "Vocalia",
  from: "2015-01-01",
  ...overrides,
});

export const aPerson = (overrides: Record<string, unknown> = {}) => ({
  name: "Mercè Puigverd i Oliva",
  email: "merce.puigverd@example.org",
  ...overrides,
});

export const anEntity = (overrides: Record<string, unknown> = {}) => ({
  id: "amics",
  name: "Amics de la Vila",
  kind: "association",
  ...overrides,
});
