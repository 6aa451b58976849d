import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packPackage } from '../../demo/communityPackage.mts';
import { Gallery } from '../../demo/gallery/gallery.mts';
import { N8nClient } from '../../demo/n8nClient.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { startN8n } from '../../demo/n8nServer.mts';
import { step } from '../../demo/progress.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import { startSimulator } from '../../simulator/start.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { running } from './running.mts';
import { announce } from './surroundings.mts';

const removing = (folder: string) => () => rm(folder, { recursive: true, force: true });

/** Starts one n8n with the built package in it, and one simulator, for all end-to-end tests. */
export default async function globalSetup(): Promise<void> {
	const runtime = installedN8n();
	const tarball = await packPackage(projectFolder);
	running.push(removing(dirname(tarball)));
	const simulator = await startSimulator({ port: 0 });
	running.push(() => simulator.close());
	const gallery = await Gallery.open();
	running.push(() => gallery.close());
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-e2e-'));
	running.push(removing(userFolder));
	const n8n = await step(`Starting n8n ${runtime.version}`, () =>
		startN8n({
			runtime,
			userFolder,
			packageTarballs: [tarball],
			environment: gallery.environment,
		}),
	);
	running.push(() => n8n.stop());

	const { session } = await N8nClient.signIn(n8n.url, n8n.owner);
	announce({
		session,
		n8nUrl: n8n.url,
		owner: n8n.owner,
		simulatorControlUrl: simulator.controlUrl,
		credential: tampuuriCredential(simulator),
	});
}
