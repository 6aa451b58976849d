import { running } from './running.mts';

export default async function globalTeardown(): Promise<void> {
	for (const stop of running.splice(0).reverse()) await stop();
}
