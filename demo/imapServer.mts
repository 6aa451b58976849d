import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from './freePort.mts';
import { waitUntil } from './waitUntil.mts';
import { startProgram, userNamed, type Program } from './program.mts';

const DOVECOT = '/usr/sbin/dovecot';
const USER = 'contact';
const PASSWORD = 'only-for-tests';

/** Dovecot drops its rights, so it has to be started by root. */
export const hasImapServer = existsSync(DOVECOT) && process.getuid?.() === 0;

/** A mail as it lies in a mailbox; headers and text in UTF-8. */
export interface DeliveredMail {
	subject: string;
	/** Now, by default. */
	date?: Date;
	files?: readonly AttachedFile[];
}

interface AttachedFile {
	name: string;
	contentType: string;
	content: string;
}

/** A real IMAP server (Dovecot) on this machine, with one mailbox. */
export class ImapServer {
	readonly port: number;
	private readonly folder: string;
	private readonly program: Program;

	private constructor(port: number, folder: string, program: Program) {
		this.port = port;
		this.folder = folder;
		this.program = program;
	}

	static async start(): Promise<ImapServer> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-imap-'));
		await chmod(folder, 0o755);
		const { uid, gid } = await userNamed('dovecot');
		for (const name of ['mail', 'mail/cur', 'mail/new', 'mail/tmp']) {
			await mkdir(join(folder, name));
			await chown(join(folder, name), uid, gid);
		}
		const port = await freePort(0, 'Dovecot', () => {});
		const configuration = join(folder, 'dovecot.conf');
		await writeFile(configuration, configurationOf(folder, port));
		const program = startProgram(DOVECOT, ['-F', '-c', configuration], { signal: 'SIGTERM' });
		await waitUntil('Dovecot', () => isListening(port), { limitMs: 30_000 }).catch((error) => {
			throw new Error(`${String(error)}\n${program.logs()}`);
		});
		return new ImapServer(port, folder, program);
	}

	async stop(): Promise<void> {
		await this.program.stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** What n8n's IMAP credential takes. */
	get credential(): Record<string, unknown> {
		return {
			user: USER,
			password: PASSWORD,
			host: '127.0.0.1',
			port: this.port,
			secure: false,
			allowUnauthorizedCerts: false,
		};
	}

	/** Takes every mail away. */
	async empty(): Promise<void> {
		for (const name of ['new', 'cur']) {
			const folder = join(this.folder, 'mail', name);
			for (const mail of await readdir(folder)) await rm(join(folder, mail));
		}
	}

	/** Delivers mails as a mail server does, all at the same moment. */
	async deliver(...mails: DeliveredMail[]): Promise<void> {
		const { uid, gid } = await userNamed('dovecot');
		const written = await Promise.all(
			mails.map(async (mail) => {
				const name = `${Date.now()}.${randomUUID()}.localhost`;
				const file = join(this.folder, 'mail', 'tmp', name);
				await writeFile(file, textOf(mail));
				await chown(file, uid, gid);
				return name;
			}),
		);
		for (const name of written) {
			await rename(join(this.folder, 'mail', 'tmp', name), join(this.folder, 'mail', 'new', name));
		}
	}
}

function configurationOf(folder: string, port: number): string {
	return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=${folder}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`;
}

/** The subject as a mail program encodes it (RFC 2047), the date as a mail's header has it (RFC 5322). */
function textOf({ subject, date = new Date(), files = [] }: DeliveredMail): string {
	const day = date.toUTCString().replace('GMT', '+0000 (UTC)');
	const boundary = `boundary-${randomUUID()}`;
	return [
		'From: Verohallinto <noreply@example.com>',
		'To: Terttu Testaaja <terttu.testaaja@example.com>',
		`Subject: ${encodedWord(subject)}`,
		`Date: ${day}`,
		`Message-ID: <${randomUUID()}@example.com>`,
		'MIME-Version: 1.0',
		...(files.length === 0
			? TEXT
			: [
					`Content-Type: multipart/mixed; boundary="${boundary}"`,
					'',
					...[TEXT, ...files.map(attachmentOf)].flatMap((part) => [`--${boundary}`, ...part]),
					`--${boundary}--`,
				]),
		'',
	].join('\r\n');
}

const TEXT = [
	'Content-Type: text/plain; charset=utf-8',
	'Content-Transfer-Encoding: 8bit',
	'',
	'Olet saanut viestin. Avaa se PIN-koodilla.',
];

function attachmentOf({ name, contentType, content }: AttachedFile): string[] {
	return [
		`Content-Type: ${contentType}; name="${encodedWord(name)}"`,
		`Content-Disposition: attachment; filename="${encodedWord(name)}"`,
		'Content-Transfer-Encoding: base64',
		'',
		Buffer.from(content).toString('base64'),
	];
}

function encodedWord(text: string): string {
	return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
