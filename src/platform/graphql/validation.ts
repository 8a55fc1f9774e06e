import {
  type ArgumentMetadata,
  type Type,
  type ValidationError,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { BadInput, type InputFault } from '../../kernel/errors.js';

const options: ValidationPipeOptions = {
  whitelist: true,
  forbidUnknownValues: false,
  transform: true,
  exceptionFactory: (errors) => new BadInput(errors.flatMap((error) => faults(error, []))),
};

/** A field that nobody thought about is a field that nobody may send. */
export class ArgumentValidation extends ValidationPipe {
  /** Arguments beside one another come as one object: what is not a page's belongs to a neighbour. GraphQL knows them all. */
  private readonly beside = new ValidationPipe(options);

  /** @param expectedType where the declared type of the argument does not say it. */
  constructor(expectedType?: Type<unknown>) {
    super({ ...options, forbidNonWhitelisted: true, expectedType });
  }

  /** @throws BadInput with the path of each fault, from the name of the argument on. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.data === undefined) return (await this.beside.transform(value, metadata)) as unknown;
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
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
