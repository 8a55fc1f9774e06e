import type { ValidationError, ValidationPipeOptions } from '@nestjs/common';
import { BadInput, type InputFault } from '../../kernel/errors.js';

/** A field that nobody thought about is a field that nobody may send. */
export const validationOptions: ValidationPipeOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  transform: true,
  exceptionFactory: (errors) => new BadInput(errors.flatMap((error) => faults(error, 'input'))),
};

function faults({ property, constraints, children }: ValidationError, above: string): InputFault[] {
  const field = `${above}.${property}`;
  return [
    ...Object.values(constraints ?? {}).map((problem) => ({ field, problem })),
    ...(children ?? []).flatMap((child) => faults(child, field)),
  ];
}
