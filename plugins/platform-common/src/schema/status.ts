import { z } from 'zod';

/** Words and members that all of the wire format shares. */

export const healthSchema = z.enum([
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
]);
export const syncSchema = z.enum(['Synced', 'OutOfSync', 'Unknown']);

export const commitSchema = z.object({
  sha: z.string(),
  /** First line of the message. */
  subject: z.string(),
  author: z.string(),
  /** RFC 3339. */
  date: z.string(),
  /** Page on the forge. */
  url: z.string(),
});
