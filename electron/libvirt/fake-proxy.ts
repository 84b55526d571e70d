import type { Buffer } from 'node:buffer';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** How many bytes pass each way before the wire breaks. */
export interface Budget {
  readonly toClient: number;
  readonly toServer: number;
}

/** For tests: a wire between client and server that breaks after so many bytes of the first connection, and never again. */
export class FakeProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #connections = 0;
  passedToClient = 0;
  passedToServer = 0;

  private constructor(
    private readonly target: string,
    private readonly budget: Budget,
  ) {
    this.#server = createServer((client) => {
      this.#connections += 1;
      this.#join(client, this.#connections === 1 ? this.budget : { toClient: Infinity, toServer: Infinity });
    });
  }

  static async listen(path: string, target: string, budget: Budget): Promise<FakeProxy> {
    const proxy = new FakeProxy(target, budget);
    await rm(path, { force: true });
    await new Promise<void>((resolve) => proxy.#server.listen(path, resolve));
    return proxy;
  }

  get connections(): number {
    return this.#connections;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #join(client: Socket, budget: Budget): void {
    const server = connect(this.target);
    const cut = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', cut);
    }
    if (budget.toClient === 0 || budget.toServer === 0) cut();
    relay(server, client, budget.toClient, cut, (count) => (this.passedToClient += count));
    relay(client, server, budget.toServer, cut, (count) => (this.passedToServer += count));
  }
}

function relay(
  from: Socket,
  to: Socket,
  budget: number,
  cut: () => void,
  count: (bytes: number) => void,
): void {
  let left = budget;
  from.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    count(part.length);
    if (left > 0) to.write(part);
    else to.write(part, cut);
  });
}
