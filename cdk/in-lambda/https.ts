/** Stands for `import … from "node:https"` in bundles, as `http.ts` does. */
const https = process.getBuiltinModule("node:https");
export const { Agent, request } = https;
// oxlint-disable-next-line import/no-default-export -- as the module that it stands for
export { https as default };
