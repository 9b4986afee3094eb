import { type Readable, Transform } from 'node:stream';
import { refusal } from '../http/refusal.ts';

/** Lets bytes pass and fails with `forge.too-large` after `most` of them. */
export function limitBytes(most: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk, _encoding, callback) {
      length += chunk.length;
      if (length > most) callback(refusal('too-large', `A push may have ${most} bytes`));
      else callback(null, chunk);
    },
  });
}

/** `source.pipe(target)`, but an error of the source ends the target too. */
export function chain<Target extends Transform>(source: Readable, target: Target): Target {
  source.on('error', (error) => target.destroy(error));
  return source.pipe(target);
}
