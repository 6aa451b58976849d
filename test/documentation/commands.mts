import { blocksOf, type CodeBlock } from './pages.mts';

/** Fences of commands; those of pages that name none hold commands too. */
export const COMMAND_KINDS = ['bash', 'sh', ''];

/** A command of a page, on one line and without its comment. */
export interface Command {
	readonly file: string;
	readonly text: string;
}

function commandsIn({ file, content }: CodeBlock): Command[] {
	return content
		.replace(/\\\n\s*/g, '')
		.split('\n')
		.map((line) => line.replace(/(^|\s+)#.*$/, '').trim())
		.filter((text) => text !== '')
		.map((text) => ({ file, text }));
}

/** Every command of every page, in the order of the pages. */
export const commands: readonly Command[] = blocksOf(...COMMAND_KINDS).flatMap(commandsIn);

/** The commands that begin with a word. */
export function commandsOf(program: string): Command[] {
	return commands.filter(({ text }) => text.startsWith(`${program} `));
}
