/** The only address on which the simulator, the demo and the tests listen. */
export const LOOPBACK = '127.0.0.1';
