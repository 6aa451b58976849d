import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../tools/setup/projectFolder.js';

/** What the nodes throw for people to read; a plain `Error` is a mistake of ours. */
const THROWN = [
	'InvalidInput',
	'UserError',
	'OperationalError',
	'NodeOperationError',
	'HelpPageFailed',
];

/** Functions that make a message of their text argument, `refuse` behind the field's name. */
const MAKERS: Readonly<Record<string, string>> = { refuse: '… ', none: '', failed: '' };

/** Keys under which messages stand in objects. */
const KEYS = ['message', 'reason'];

/** A text with … for each of its changing parts; undefined when the expression is none. */
function textOf(expression: ts.Expression | undefined): string | undefined {
	if (expression === undefined) return undefined;
	if (ts.isStringLiteralLike(expression)) return expression.text;
	if (!ts.isTemplateExpression(expression)) return undefined;
	const parts = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
	return expression.head.text + parts.join('');
}

function firstText(parameters: readonly ts.Expression[] = []): string | undefined {
	return parameters
		.slice(0, 2)
		.map(textOf)
		.find((text) => text !== undefined);
}

function messageIn(node: ts.Node): string | undefined {
	if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
		return THROWN.includes(node.expression.text) ? firstText(node.arguments) : undefined;
	}
	if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
		const before = MAKERS[node.expression.text];
		const [first] = node.arguments;
		// An answer to a webhook call, by its status: Tampuuri reads it, no person does.
		const isAnswer = first !== undefined && ts.isNumericLiteral(first);
		const text = before === undefined || isAnswer ? undefined : firstText(node.arguments);
		return text === undefined ? undefined : `${before}${text}`;
	}
	if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
		return KEYS.includes(node.name.text) ? textOf(node.initializer) : undefined;
	}
	return undefined;
}

function messagesIn(file: string): string[] {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
	const found: string[] = [];
	const visit = (node: ts.Node) => {
		const message = messageIn(node);
		if (message) found.push(message);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Every message of the package's sources that people may see, with … for what changes in it. */
export function messagesInSources(): string[] {
	const files = globSync(['nodes/**/*.ts', 'credentials/*.ts'], { cwd: projectFolder });
	return [...new Set(files.flatMap(messagesIn))].sort();
}
