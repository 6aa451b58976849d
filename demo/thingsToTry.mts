import type { ImportedTemplate } from './templates.mts';

export interface Addresses {
	n8n: string;
	/** The simulator's own pages. */
	simulator: string;
	/** The page about the other systems. */
	systems: string;
}

/** What to press and where to look, for somebody who sees all of this for the first time. */
export function thingsToTry(
	{ n8n, simulator, systems }: Addresses,
	templates: readonly ImportedTemplate[],
	hasMailToRead: boolean,
): string {
	const stored = (key: string) => {
		const template = templates.find((one) => one.key === key);
		if (template === undefined) throw new Error(`templates/${key}.json is missing`);
		return template.stored;
	};
	const workflow = (key: string) => `${n8n}/workflow/${stored(key).id}`;
	const documents = hasMailToRead
		? `Press "Send" at the mail: its document is at ${simulator}data#documents`
		: 'A mail with a document needs a mail server to read: as root on Debian,\n                         "apt-get install dovecot-imapd", and start this again as root.';
	return `  Things to try, in this order. Sign in to n8n first.

  1. Run a workflow      ${workflow('maintenance')}
                         Press "Execute workflow": a service request (ilmoitus) goes from open to done.
                         Double-click a step to see its input and output.

  2. Tampuuri calls n8n  ${simulator}webhooks
                         Press "Create". Within seconds the order for the contractor is at
                         ${systems}received
                         and the run at ${workflow('maintenance-export-events')}/executions

  3. The contractor      ${systems}
     reports back        Reload the page and press the first "Send". The request becomes done (tehty):
                         ${simulator}data#service-requests

  4. A lead is won       ${systems}
                         Press "Send" at the won lead, twice. One person, lease and charge are made:
                         ${simulator}data#leases
                         The CRM gets their IDs: ${systems}received
                         Change the address to "Kuusitie 1" and the lead's number, and press "Send".
                         A mail asks a person which unit is meant: ${systems}mailbox

  5. A lease ends        ${simulator}webhooks
                         Press "End". The end date arrives in the CRM: ${systems}received
                         Or let the CRM end one: ${systems}
                         It ends in Tampuuri, ${simulator}data#leases, and is not sent back.

  6. A person writes     ${n8n}/form/tampuuri-contact
                         Write as "Venla Testaaja": it becomes a contact event (yhteydenotto),
                         ${simulator}data#contact-events
                         Write as "Aino Ääri", a name that two persons have: a mail asks a person to
                         decide, ${systems}mailbox

  7. A mail arrives      ${systems}
                         ${documents}

  8. The CRM's own IDs   ${n8n}/form/tampuuri-id-map
                         Sign in with "demo" as user and password, and upload templates/crm-units.csv
                         of this folder. One address is found, the next page asks you about two.

  9. Somebody moves in   ${simulator}webhooks
                         Press "Send" at "A party was linked to a property". A checklist of keys and
                         meters, and the question whether to welcome the tenant: ${systems}mailbox

  10. Use a template     ${n8n}/templates
                         n8n's own gallery has all of these. Open one and press "Try template".

  The properties, persons and leases in the simulator: ${simulator}data

  Workflows with a schedule only don't start by themselves here. Open one at ${n8n}/home/workflows
  and press "Execute workflow"; its mails are at ${systems}mailbox
  and what else it sends at ${systems}received
  "${stored('ask-about-building').name}" needs an OpenAI credential of your own.`;
}
