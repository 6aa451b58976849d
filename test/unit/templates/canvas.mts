import { z } from 'zod';

/** A step or note as n8n draws it. */
const drawn = z.object({
	name: z.string(),
	type: z.string(),
	position: z.tuple([z.number(), z.number()]),
	disabled: z.boolean().default(false),
	onError: z.string().optional(),
	parameters: z
		.object({
			width: z.number().default(240),
			height: z.number().default(160),
			content: z.string().default(''),
		})
		.passthrough(),
});
const target = z.object({ node: z.string(), type: z.string(), index: z.number() });
export const canvas = z.object({
	nodes: z.array(drawn),
	connections: z.record(z.record(z.array(z.array(target)))),
});
type Drawn = z.infer<typeof drawn>;
type Canvas = z.infer<typeof canvas>;

const NOTE = 'n8n-nodes-base.stickyNote';
/** What n8n draws for a step, and how much each connection past the second adds. */
const STEP = { width: 96, height: 96, more: 32 };
/** What its name takes below a step, and n8n's "(Deactivated)" after it. */
const NAME_HEIGHT = { active: 56, deactivated: 80 };
/** The part of a frame where its heading stands. */
const HEADING_HEIGHT = 64;
/** How far n8n draws a line back past the sides of its steps, and below the one it comes from. */
const WAY_BACK = { beside: 40, below: 130 };
/** Of how many straight parts a curve is taken to be. */
const PARTS = 32;

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}
type Point = readonly [x: number, y: number];

interface Line {
	readonly from: string;
	readonly to: string;
	/** Whether it goes back to a step on the left. */
	readonly isBack: boolean;
	readonly points: readonly Point[];
}

function boxAt([left, top]: Point, width: number, height: number): Box {
	return { left, top, right: left + width, bottom: top + height };
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

/** Every connection between steps' sides, with the outputs and inputs it joins. */
function connectionsOf({ connections }: Canvas) {
	return Object.entries(connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) =>
			targets.map(({ node, index }) => ({ from, to: node, output, input: index })),
		),
	);
}

const switched = z.object({
	rules: z.object({ values: z.array(z.unknown()) }),
	options: z.object({ fallbackOutput: z.string().optional() }),
});

/** How many outputs a step has even without a connection. */
function ownOutputs({ type, onError, parameters }: Drawn): number {
	if (type === 'n8n-nodes-base.if' || onError === 'continueErrorOutput') return 2;
	const { data } = switched.safeParse(parameters);
	if (data === undefined) return 1;
	return data.rules.values.length + (data.options.fallbackOutput === 'extra' ? 1 : 0);
}

/** How many outputs and inputs a step shows, as far as this and its connections tell. */
function handlesOf(workflow: Canvas, step: Drawn) {
	const all = connectionsOf(workflow);
	const outputs = all.filter(({ from }) => from === step.name).map(({ output }) => output + 1);
	const inputs = all.filter(({ to }) => to === step.name).map(({ input }) => input + 1);
	return { outputs: Math.max(ownOutputs(step), ...outputs), inputs: Math.max(1, ...inputs) };
}

/** The place that a step or note takes. */
function boxOf(workflow: Canvas, one: Drawn): Box {
	const { type, position, parameters } = one;
	if (type === NOTE) return boxAt(position, parameters.width, parameters.height);
	const { outputs, inputs } = handlesOf(workflow, one);
	const more = Math.max(0, Math.max(outputs, inputs) - 2) * STEP.more;
	return boxAt(position, STEP.width, STEP.height + more);
}

/** Whether a note is a frame: a heading alone, around steps and other notes. */
function isFrameOf(one: Drawn, box: Box, inner: Box): boolean {
	return (
		one.type === NOTE &&
		/^## [^\n]+$/.test(one.parameters.content) &&
		box.left <= inner.left &&
		box.top + HEADING_HEIGHT <= inner.top &&
		inner.right <= box.right &&
		inner.bottom <= box.bottom
	);
}

/** The place that a step takes with the name below it. */
function boxWithName(workflow: Canvas, one: Drawn): Box {
	const box = boxOf(workflow, one);
	if (one.type === NOTE) return box;
	const { active, deactivated } = NAME_HEIGHT;
	return { ...box, bottom: box.bottom + (one.disabled ? deactivated : active) };
}

/** What lies over something else or its name; a frame may go around it. */
export function overlapsOf(workflow: Canvas): string[] {
	const boxes = workflow.nodes.map((one) => ({ one, box: boxWithName(workflow, one) }));
	return boxes.flatMap((first, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(second) =>
					overlap(first.box, second.box) &&
					!isFrameOf(first.one, first.box, second.box) &&
					!isFrameOf(second.one, second.box, first.box),
			)
			.map((second) => `${first.one.name} and ${second.one.name}`),
	);
}

/** The curve that n8n draws from an output to an input. */
function curve([x1, y1]: Point, [x2, y2]: Point): Point[] {
	const bend = (x2 - x1) / 2;
	return Array.from({ length: PARTS + 1 }, (_, part): Point => {
		const t = part / PARTS;
		const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
		return [a * x1 + b * (x1 + bend) + c * (x2 - bend) + d * x2, (a + b) * y1 + (c + d) * y2];
	});
}

/** Points close enough to each other to miss no step between two corners. */
function along(corners: readonly Point[]): Point[] {
	return corners.slice(1).flatMap(([x2, y2], index) => {
		const [x1, y1] = corners[index] ?? [x2, y2];
		const parts = Math.max(1, Math.ceil((Math.abs(x2 - x1) + Math.abs(y2 - y1)) / STEP.more));
		return Array.from({ length: parts + 1 }, (_, part): Point => {
			const share = part / parts;
			return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
		});
	});
}

/** The way that n8n draws back to a step on the left: below the one it comes from. */
function wayBack([x1, y1]: Point, [x2, y2]: Point): Point[] {
	const { beside, below } = WAY_BACK;
	const [right, left, bottom] = [x1 + beside, x2 - beside, y1 + below];
	return along([
		[x1, y1],
		[right, y1],
		[right, bottom],
		[left, bottom],
		[left, y2],
		[x2, y2],
	]);
}

/** Every line between two steps' sides. */
function linesOf(workflow: Canvas): Line[] {
	const steps = new Map(workflow.nodes.map((one) => [one.name, one]));
	return connectionsOf(workflow).flatMap(({ from, to, output, input }) => {
		const [source, target] = [steps.get(from), steps.get(to)];
		if (source === undefined || target === undefined) return [];
		const [start, end] = [boxOf(workflow, source), boxOf(workflow, target)];
		const height = (box: Box, index: number, count: number) =>
			box.top + ((box.bottom - box.top) * (index + 1)) / (count + 1);
		const out: Point = [start.right, height(start, output, handlesOf(workflow, source).outputs)];
		const into: Point = [end.left, height(end, input, handlesOf(workflow, target).inputs)];
		const isBack = end.left < start.right;
		return [{ from, to, isBack, points: isBack ? wayBack(out, into) : curve(out, into) }];
	});
}

/** The lines that run under a step to which they do not belong. */
export function linesUnderSteps(workflow: Canvas): string[] {
	const steps = workflow.nodes.filter(({ type }) => type !== NOTE);
	return linesOf(workflow).flatMap(({ from, to, points }) =>
		steps
			.filter(({ name }) => name !== from && name !== to)
			.filter((step) => {
				const box = boxOf(workflow, step);
				return points.some(
					([x, y]) => box.left < x && x < box.right && box.top < y && y < box.bottom,
				);
			})
			.map(({ name }) => `${from} to ${to} under ${name}`),
	);
}

/** How far down a line is at a place between its ends. */
function heightAt(points: readonly Point[], x: number): number {
	const after = points.findIndex(([right]) => right >= x);
	const [[x1, y1], [x2, y2]] = [points[Math.max(after - 1, 0)] ?? [0, 0], points[after] ?? [0, 0]];
	return x1 === x2 ? y2 : y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
}

/** Whether two lines change sides on the way to the right. */
function cross(one: Line, other: Line): boolean {
	const [left, right] = [
		Math.max(one.points[0]?.[0] ?? 0, other.points[0]?.[0] ?? 0),
		Math.min(one.points.at(-1)?.[0] ?? 0, other.points.at(-1)?.[0] ?? 0),
	];
	if (left >= right) return false;
	const sides = Array.from({ length: PARTS + 1 }, (_, part) => {
		const x = left + ((right - left) * part) / PARTS;
		return Math.sign(Math.round(heightAt(one.points, x) - heightAt(other.points, x)));
	}).filter((side) => side !== 0);
	return new Set(sides).size > 1;
}

/** The lines to the right that cross on their way. */
export function crossings(workflow: Canvas): string[] {
	const lines = linesOf(workflow).filter(({ isBack }) => !isBack);
	return lines.flatMap((one, index) =>
		lines
			.slice(index + 1)
			.filter((other) => cross(one, other))
			.map((other) => `${one.from} to ${one.to}, ${other.from} to ${other.to}`),
	);
}
