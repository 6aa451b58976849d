import axios, { type AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator/start.mts';

/** A client with the first account's headers that accepts any status. */
export function clientOf(simulator: Simulator): AxiosInstance {
	return axios.create({
		baseURL: simulator.url,
		headers: simulator.account.headers,
		validateStatus: () => true,
		maxRedirects: 0,
	});
}
