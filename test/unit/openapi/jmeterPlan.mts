import { XMLParser, XMLValidator } from 'fast-xml-parser';

type Node = Readonly<Record<string, unknown>>;

/** An element of a plan with what stands in it. */
export interface PlanElement {
	readonly type: string;
	readonly name: string;
	readonly enabled: boolean;
	/** Its simple properties, as texts. */
	readonly properties: Readonly<Record<string, string>>;
	/** The lists in it, of simple properties each. */
	readonly items: ReadonlyArray<Readonly<Record<string, string>>>;
	readonly children: readonly PlanElement[];
}

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	parseTagValue: false,
	trimValues: false,
	processEntities: true,
	htmlEntities: true,
});

function tagOf(node: Node): string {
	return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function inside(node: Node): readonly Node[] {
	const content = node[tagOf(node)];
	return Array.isArray(content) ? content.filter((one: Node) => tagOf(one) !== '#text') : [];
}

function textOf(node: Node): string {
	const content = node[tagOf(node)];
	return Array.isArray(content)
		? content.map((one: Node) => String(one['#text'] ?? '')).join('')
		: '';
}

function attributeOf(node: Node, name: string): string {
	return String(Reflect.get(Object(node[':@']), `@_${name}`) ?? '');
}

function propertiesOf(node: Node): Record<string, string> {
	const simple = inside(node).filter((one) => /^(bool|int|string)Prop$/.test(tagOf(one)));
	return Object.fromEntries(simple.map((one) => [attributeOf(one, 'name'), textOf(one)]));
}

function itemsOf(node: Node): Array<Record<string, string>> {
	return inside(node).flatMap((one) => {
		if (tagOf(one) === 'collectionProp') return inside(one).map(propertiesOf);
		return tagOf(one) === 'elementProp' ? itemsOf(one) : [];
	});
}

/** Elements and the trees after them, in turn. */
function elementsIn(tree: readonly Node[]): PlanElement[] {
	const elements: PlanElement[] = [];
	for (let place = 0; place < tree.length; place += 2) {
		const [node, children] = [tree[place], tree[place + 1]];
		if (node === undefined || children === undefined || tagOf(children) !== 'hashTree') {
			throw new Error('An element has no tree');
		}
		elements.push({
			type: attributeOf(node, 'testclass'),
			name: attributeOf(node, 'testname'),
			enabled: attributeOf(node, 'enabled') === 'true',
			properties: propertiesOf(node),
			items: itemsOf(node),
			children: elementsIn(inside(children)),
		});
	}
	return elements;
}

/**
 * Reads a plan as JMeter does: each element is followed by the tree of what is in it.
 *
 * @throws Error when it is not well-formed, or not such a tree
 */
export function planOf(file: string): PlanElement {
	const validity = XMLValidator.validate(file);
	if (validity !== true) throw new Error(validity.err.msg);
	const [, root] = parser.parse(file) as readonly Node[];
	const [tree] = inside(root ?? {});
	const [plan, ...others] = elementsIn(inside(tree ?? {}));
	if (plan === undefined || others.length > 0) throw new Error('There is not one plan');
	return plan;
}
