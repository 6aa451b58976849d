/** A record as the finder takes it. */
export interface Listed {
	readonly id: string;
	readonly texts: readonly string[];
	readonly parent?: string;
}
