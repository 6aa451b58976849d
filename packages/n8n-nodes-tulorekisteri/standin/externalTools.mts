import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the service's messages are described once more, as an XML schema for xmllint. */
const SCHEMA = join('standin', 'certificateServices.xsd');

export interface ToolVerdict {
	tool: 'openssl' | 'xmllint' | 'xmlsec1';
	accepted: boolean;
	output: string;
}

/** Second opinions from programs of the system, where they are installed. */
export class ExternalTools {
	readonly installed: ReadonlySet<ToolVerdict['tool']>;
	private readonly packageFolder: string;

	constructor(packageFolder: string) {
		this.packageFolder = packageFolder;
		const known = ['openssl', 'xmllint', 'xmlsec1'] as const;
		this.installed = new Set(
			known.filter((tool) => spawnSync(tool, ['--version']).error === undefined),
		);
	}

	/** openssl on a certificate request: can it be read, is its own signature valid? */
	certificateRequest(der: Buffer): ToolVerdict[] {
		return this.judge('openssl', der, (file) => [
			'req',
			'-in',
			file,
			'-inform',
			'DER',
			'-verify',
			'-noout',
		]);
	}

	/** xmllint on a message against the schema. */
	message(document: string): ToolVerdict[] {
		const schema = join(this.packageFolder, SCHEMA);
		return this.judge('xmllint', Buffer.from(document), (file) => [
			'--noout',
			'--nonet',
			'--schema',
			schema,
			file,
		]);
	}

	/** xmlsec1 on a signed document, with the certificate inside the signature as the key. */
	signature(document: string): ToolVerdict[] {
		// The certificate's own chain is none of this check: the throw-away authority is not on the machine.
		const options = ['--verify', '--insecure', '--enabled-key-data', 'x509'];
		return this.judge('xmlsec1', Buffer.from(document), (file) => [...options, file]);
	}

	private judge(
		tool: ToolVerdict['tool'],
		content: Buffer,
		argumentsFor: (file: string) => string[],
	): ToolVerdict[] {
		if (!this.installed.has(tool)) return [];
		const folder = mkdtempSync(join(tmpdir(), 'tulorekisteri-'));
		try {
			const file = join(folder, 'content');
			writeFileSync(file, content);
			const { status, stdout, stderr } = spawnSync(tool, argumentsFor(file), { encoding: 'utf8' });
			return [{ tool, accepted: status === 0, output: `${stdout}${stderr}`.trim() }];
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
}
