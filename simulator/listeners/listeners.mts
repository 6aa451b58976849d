import { deliver, type Attempt } from './delivery.mts';
import {
	DEFAULT_DELIVERY_SETTINGS,
	type DeliverySettings,
	type Listener,
	type ListenerSettings,
	type Notification,
} from './listener.mts';

const KEPT_ATTEMPTS = 1_000;

/** The registered listeners, the notifications waiting for them, and the log of deliveries. */
export class Listeners {
	readonly log: Attempt[] = [];
	private readonly listeners = new Map<number, Listener>();
	private readonly waiting = new Map<number, Notification[]>();
	private readonly deliveries = new Set<Promise<unknown>>();
	private readonly closing: AbortSignal;
	private deliverySettings = DEFAULT_DELIVERY_SETTINGS;
	private lastId = 0;

	/** @param closing aborted when the simulator closes, which ends deliveries in progress */
	constructor(closing: AbortSignal) {
		this.closing = closing;
	}

	get all(): readonly Listener[] {
		return [...this.listeners.values()];
	}

	get settings(): DeliverySettings {
		return this.deliverySettings;
	}

	configure(changes: Partial<DeliverySettings>): void {
		this.deliverySettings = { ...this.deliverySettings, ...changes };
	}

	add(settings: ListenerSettings): Listener {
		const listener = { ...settings, id: ++this.lastId };
		this.listeners.set(listener.id, listener);
		return listener;
	}

	/** @returns whether there was one */
	remove(id: number): boolean {
		this.waiting.delete(id);
		return this.listeners.delete(id);
	}

	/** Removes all listeners and clears the log. Deliveries in progress continue. */
	reset(): void {
		this.listeners.clear();
		this.waiting.clear();
		this.deliverySettings = DEFAULT_DELIVERY_SETTINGS;
		this.log.length = 0;
	}

	/** Queues a notification for every listener that wants it, bundled with others due at the same time. */
	notify(notification: Notification): void {
		for (const { id, events } of this.listeners.values()) {
			if (events.length > 0 && !events.includes(notification.Action)) continue;
			const waiting = this.waiting.get(id);
			if (waiting) {
				waiting.push(notification);
				continue;
			}
			this.waiting.set(id, [notification]);
			setTimeout(() => this.send(id), this.deliverySettings.bundleDelay).unref();
		}
	}

	/** Waits until no notification is queued and no delivery is in progress. */
	async settled(): Promise<void> {
		while (this.waiting.size > 0 || this.deliveries.size > 0) {
			await Promise.all(this.deliveries);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	private send(id: number): void {
		const listener = this.listeners.get(id);
		const waiting = this.waiting.get(id) ?? [];
		this.waiting.delete(id);
		if (!listener) return;
		const settings = this.deliverySettings;
		for (let start = 0; start < waiting.length; start += settings.largestBundle) {
			const delivery = deliver({
				listener,
				notifications: waiting.slice(start, start + settings.largestBundle),
				settings,
				signal: this.closing,
				onAttempt: (attempt) => this.record(attempt),
			});
			this.deliveries.add(delivery);
			void delivery.finally(() => this.deliveries.delete(delivery));
		}
	}

	private record(attempt: Attempt): void {
		this.log.push(attempt);
		if (this.log.length > KEPT_ATTEMPTS) this.log.shift();
	}
}
