/** The community of each province of Spain, by the codes of INE; its place in the list is the province's code less one. */
const COMMUNITIES = (
  "16 08 10 01 07 11 04 09 07 11 01 10 08 01 12 08 09 01 08 16 01 02 01 07 09 17 12 13 01 14 " +
  "15 12 03 07 05 12 07 05 06 07 01 07 09 02 08 10 07 16 07 02 18 19"
).split(" ");

/**
 * The areas whose holidays count for someone who lives in a locality: itself, and in Spain its community, of which the
 * first two digits of INE's code tell (Ley 39/2015, 30.6-7).
 */
export function areasOfResidence(locality: string | null): string[] {
  if (locality === null) return [];
  const [, province] = /^ES-(\d{2})\d{3}$/.exec(locality) ?? [];
  const community = province === undefined ? undefined : COMMUNITIES[Number(province) - 1];
  return community === undefined ? [locality] : [`ES-${community}`, locality];
}
