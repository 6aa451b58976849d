/** The only address that the demo and the tests listen on. */
export const LOOPBACK = '127.0.0.1';
