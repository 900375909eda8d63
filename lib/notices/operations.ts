export { getCertificate, showCertificate } from "./certify.ts";
export { listNotices, serveNotice, showLetter } from "./notices.ts";
