import { catalogueOf } from "../catalogue/store.ts";
import { Territory } from "./model.ts";

export const territoryStore = catalogueOf("territory", Territory);
