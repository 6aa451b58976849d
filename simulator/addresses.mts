/** Where the API stands, as at Visma. */
export const apiPrefix = '/v10/api';

/** Tampuuri has nothing under this address: what is here belongs to the simulator alone. */
export const controlPrefix = '/_simulator';
