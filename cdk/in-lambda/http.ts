/**
 * Stands for `import … from "node:http"` in bundles: that loads everything the module can do, a second HTTP client among it,
 * for a tenth of a second on a function's share of a processor. What is named here is all that anything bundled asks for.
 */
const http = process.getBuiltinModule("node:http");
export const { Agent, STATUS_CODES, request } = http;
// oxlint-disable-next-line import/no-default-export -- as the module that it stands for
export { http as default };
