import { connect } from '../../electron/libvirt/index.ts';
import { toEnvelope } from '../../shared/errors.ts';

/** Run by the integration tests as another user: opens the URI given as the only argument, prints what came of it. */

const [uri = ''] = process.argv.slice(2);

async function attempt(): Promise<unknown> {
  try {
    const client = await connect(uri);
    const answer = await client.call('connectGetUri', {});
    await client.close();
    return answer;
  } catch (error) {
    return toEnvelope(error);
  }
}

process.stdout.write(JSON.stringify(await attempt()));
