import { catalogueOf } from "../catalogue/store.ts";
import { Template } from "./model.ts";

export const templateStore = catalogueOf("template", Template);
