import axios from 'axios';
import type { Execution } from '../../demo/n8nExecution.mts';
import type { StoredWorkflow } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { LOGIN } from './credentials.mts';
import type { TemplateBench } from './templateBench.mts';

/** A name on the display. */
export interface Shown {
	unit: string;
	name: string;
}

interface Display {
	readAt: string | null;
	staircases: Array<{ staircase: string; names: Shown[] }>;
}

const PAGE = '/webhook/tampuuri-stairwell';

/** Imports and publishes the template. */
export async function openDisplay(bench: TemplateBench): Promise<StoredWorkflow> {
	const stored = await bench.import('stairwell-display');
	await bench.client.publishWorkflow(stored);
	return stored;
}

/** Reads the names as it does every night. */
export async function readAtNight(
	bench: TemplateBench,
	stored: StoredWorkflow,
): Promise<Execution> {
	return await bench.run(stored, 'Every Night at Three');
}

const asDisplay = async <T,>(params: object) => {
	const auth = { username: LOGIN.user, password: LOGIN.password };
	return await axios.get<T>(`${surroundingsNow().n8nUrl}${PAGE}`, { params, auth });
};

/** What a display of a building gets as data. */
export async function displayed(building: number): Promise<Display> {
	return (await asDisplay<Display>({ building, format: 'json' })).data;
}

/** The page that a display shows. */
export async function page(building: number, rappu?: string) {
	return await asDisplay<string>({ building, rappu });
}
