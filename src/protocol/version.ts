// The wire's version: raised with any change of this folder that an older client would not understand.
// The oldest client that is still served stays answered [K8].

/**
 * 2: a receipt says when the desk shows its act, an installation brings the key that seals. Version 1 reads answers
 * strictly and takes these for a captive portal's: it is told to update, its queue waits and is sent by the new one.
 */
export const protocolVersion = 2;
export const oldestServedVersion = 2;

/** Set on every sync answer: without it, an answer is a captive portal's or a proxy's, and no answer at all [PU1]. */
export const syncHeader = 'x-gondola-sync';
