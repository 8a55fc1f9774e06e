import { type ArgumentMetadata, type Type, type ValidationError, ValidationPipe } from '@nestjs/common';
import { BadInput, type InputFault } from '../../kernel/errors.js';

/** A field that nobody thought about is a field that nobody may send. */
export class ArgumentValidation extends ValidationPipe {
  /** @param expectedType where the declared type of the argument does not say it. */
  constructor(expectedType?: Type<unknown>) {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      transform: true,
      expectedType,
      exceptionFactory: (errors) => new BadInput(errors.flatMap((error) => faults(error, []))),
    });
  }

  /** @throws BadInput with the path of each fault, from the name of the argument on. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof BadInput) || metadata.data === undefined) throw error;
      const within = metadata.data;
      throw new BadInput(error.details.fields.map(({ field, problem }) => ({ field: `${within}.${field}`, problem })));
    }
  }
}

function faults({ property, constraints, children }: ValidationError, above: readonly string[]): InputFault[] {
  const path = [...above, property];
  return [
    ...Object.values(constraints ?? {}).map((problem) => ({ field: path.join('.'), problem })),
    ...(children ?? []).flatMap((child) => faults(child, path)),
  ];
}
