import { catalogueOf } from "../catalogue/store.ts";
import { StoredPlan } from "./model.ts";

export const planStore = catalogueOf("plan", StoredPlan);
