/** What became of a request to know who somebody is. */
export const revealDecisions = ['NOT_NEEDED', 'WAITING', 'APPROVED', 'REFUSED'] as const;
export type RevealDecision = (typeof revealDecisions)[number];

/** What the focal points of a region are told. */
export const noticeKinds = ['REVEAL_REQUESTED', 'IDENTITY_REVEALED', 'ERASURE_REQUESTED', 'IDENTITY_ERASED'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
