/** Longest values, in characters. Source: the service's XML schema. */
export const LIMITS = {
	customerId: 30,
	customerName: 100,
	transferId: 32,
	transferPassword: 16,
	retrievalId: 32,
} as const;

/** Longest certificate request, in bytes before base64. Source: the service's XML schema. */
export const LONGEST_CERTIFICATE_REQUEST = 10_240;
