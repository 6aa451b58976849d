import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../tools/projectFolder.js';

/** What the nodes throw for people to read; a plain `Error` is a mistake of ours. */
const THROWN = [
	'InvalidInput',
	'UserError',
	'OperationalError',
	'NodeOperationError',
	'HelpPageFailed',
];

/** Functions that make a message of their text argument. */
const MAKERS = ['refuse', 'none', 'failed'];

/** Keys under which messages stand in objects. */
const KEYS = ['message', 'reason'];

/** A text with … for each of its changing parts; undefined when the expression is none. */
function textOf(expression: ts.Node | undefined): string | undefined {
	if (expression === undefined) return undefined;
	if (ts.isStringLiteralLike(expression)) return expression.text;
	if (!ts.isTemplateExpression(expression)) return undefined;
	const parts = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
	return expression.head.text + parts.join('');
}

/** The expression that a node makes a message of. */
function messageArgument(node: ts.Node): ts.Expression | undefined {
	if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
		return KEYS.includes(node.name.text) ? node.initializer : undefined;
	}
	const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
	if (!isCall || !ts.isIdentifier(node.expression)) return undefined;
	if (![...THROWN, ...MAKERS].includes(node.expression.text)) return undefined;
	const [first, ...others] = node.arguments ?? [];
	// A response to a webhook call, by its status: Tampuuri reads it, no person does.
	if (first !== undefined && ts.isNumericLiteral(first)) return undefined;
	return [first, ...others.slice(0, 1)].find((argument) => textOf(argument) !== undefined);
}

function nodesOf(file: string): ts.Node[] {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const found: ts.Node[] = [];
	const visit = (node: ts.Node) => {
		found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
	return found;
}

const nodes = globSync(['nodes/**/*.ts', 'credentials/*.ts'], { cwd: projectFolder }).flatMap(
	nodesOf,
);

function distinct(texts: ReadonlyArray<string | undefined>): string[] {
	const present = texts.filter((text): text is string => text !== undefined && text !== '');
	return [...new Set(present)].sort();
}

/** Every text of the package's sources, with … for what changes in it. */
export const textsInSources = distinct(nodes.map(textOf));

/** Those of them that are messages to people. */
export const messagesInSources = distinct(nodes.map(messageArgument).map(textOf));
