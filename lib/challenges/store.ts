import { catalogueOf } from "../catalogue/store.ts";
import { StoredChallenge } from "./model.ts";

export const challengeStore = catalogueOf("challenge", StoredChallenge);
