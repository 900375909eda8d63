/** Whose office lets them change what a body plans. */
export const secretariat = ["operator", "administrator", "secretary"] as const;
/** Besides them whoever sits in it. */
export const membership = [...secretariat, "member"] as const;
/** Whose office lets them change what a town keeps. */
export const administration = ["operator", "administrator"] as const;
