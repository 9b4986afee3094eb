import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { registerCreateService } from './create-service.ts';
import { registerCreateToken } from './create-token.ts';

/** `gaia create service|token` */
export function registerCreate(program: Command, context: CommandContext): void {
  const create = program
    .command('create')
    .description('Create a service from a golden path, or a token.')
    .usage('service|token [options]')
    .addHelpText(
      'after',
      `
Examples:
  gaia create service orders --team payments --wait
  gaia create token --description "CI of orders" --expires 90d`,
    );
  registerCreateService(create, context);
  registerCreateToken(create, context);
}
