import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Advice that a document can't follow: Help pages tell neither, and the API's paths are as they are. */
const ADVICE = /^warn (info-license|tag-description|no-ambiguous-paths):/;

interface Found {
	readonly bySchema: readonly string[];
	readonly byRules: readonly string[];
}

/** The two validators, running until they are closed. */
export class Validators {
	private readonly program = spawn(process.execPath, [join(__dirname, 'validate.mts')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	private readonly lines = createInterface({ input: this.program.stdout })[Symbol.asyncIterator]();

	/** What either finds in a document. */
	async problems(document: object): Promise<string[]> {
		this.program.stdin.write(`${JSON.stringify(document)}\n`);
		const { value, done } = await this.lines.next();
		if (done) throw new Error('The validators have ended');
		const { bySchema, byRules } = JSON.parse(value) as Found;
		return [...bySchema, ...byRules.filter((text) => !ADVICE.test(text))];
	}

	async close(): Promise<void> {
		const ended = once(this.program, 'exit');
		this.program.stdin.end();
		await ended;
	}
}
