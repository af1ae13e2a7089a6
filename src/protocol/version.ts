// The wire's version: raised with any change of this folder that an older client would not understand.
// The oldest client that is still served stays answered [K8].
export const protocolVersion = 1;
export const oldestServedVersion = 1;

/** Set on every sync answer: without it, an answer is a captive portal's or a proxy's, and no answer at all [PU1]. */
export const syncHeader = 'x-gondola-sync';
