/** One look at a Help page. */
export interface HelpRequest {
	readonly path: string;
	/** Lower-case. */
	readonly headerNames: readonly string[];
}

/** Who asked the Help site for what; it can be taken down. */
export class HelpRecord {
	requests: HelpRequest[] = [];
	/** While true, the Help site answers 503; the API goes on. */
	isDown = false;

	reset(): void {
		this.requests = [];
		this.isDown = false;
	}
}
