/** Which events an execution may pass on. */
export interface Admission {
	readonly admitted: ReadonlySet<string>;
	/** Takes the decision back, when the node itself fails afterwards. */
	withdraw(): Promise<void>;
}
