import { type SpawnedService, spawnService } from '../../testing/spawn-service.js';
import type { Target } from './recorder.js';

/** A service process that keeps its name and its port over restarts. */
export class ServiceNode implements Target {
  readonly name: string;
  readonly url: string;
  readonly #env: Record<string, string>;
  #service: SpawnedService;

  private constructor(name: string, env: Record<string, string>, service: SpawnedService) {
    this.name = name;
    this.#service = service;
    this.url = service.url;
    this.#env = { ...env, PORT: new URL(service.url).port };
  }

  static async start(name: string, env: Record<string, string>): Promise<ServiceNode> {
    return new ServiceNode(name, env, await spawnService(env));
  }

  get process(): SpawnedService {
    return this.#service;
  }

  /** Ends it; the exit code, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    return this.#service.end(signal);
  }

  /** Starts it again on the same port, as a supervisor does. */
  async start(command?: readonly string[]): Promise<void> {
    this.#service = await spawnService(this.#env, command);
  }
}
