import { Module } from '@nestjs/common';
import { PayloadOf, recordMutations } from '../access/record-resolver.js';
import { personRecord } from './person.tables.js';
import { CreatePersonInput, PersonType, UpdatePersonInput } from './person.types.js';
import { PersonsResolver } from './persons.resolver.js';

@Module({
  providers: [
    PersonsResolver,
    recordMutations({
      record: personRecord,
      type: PersonType,
      payload: PayloadOf(PersonType, 'Person'),
      create: CreatePersonInput as never,
      update: UpdatePersonInput as never,
    }),
  ],
})
export class PersonsModule {}
