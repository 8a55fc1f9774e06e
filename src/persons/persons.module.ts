import { Module } from '@nestjs/common';
import { PayloadOf, recordMutations } from '../access/record-resolver.js';
import { DecideReveal } from './decide-reveal.js';
import { FindPersons } from './find-persons.js';
import { IdentitiesResolver } from './identities.resolver.js';
import { IdentityVault } from './identity-vault.js';
import { personRecord } from './person.tables.js';
import { CreatePersonInput, PersonType, UpdatePersonInput } from './person.types.js';
import { PersonsResolver } from './persons.resolver.js';
import { RefusedReveals } from './refused-reveals.js';
import { RequestReveal } from './request-reveal.js';
import { RevealIdentity } from './reveal-identity.js';
import { RevealRequestsView } from './reveal-requests.view.js';
import { RevealStore } from './reveal.store.js';
import { RevealsResolver } from './reveals.resolver.js';
import { SetIdentity } from './set-identity.js';

@Module({
  providers: [
    PersonsResolver,
    IdentityVault,
    SetIdentity,
    FindPersons,
    IdentitiesResolver,
    RevealStore,
    RevealRequestsView,
    RefusedReveals,
    RequestReveal,
    DecideReveal,
    RevealIdentity,
    RevealsResolver,
    recordMutations({
      record: personRecord,
      type: PersonType,
      payload: PayloadOf(PersonType, 'Person'),
      create: CreatePersonInput,
      update: UpdatePersonInput,
    }),
  ],
  exports: [IdentityVault],
})
export class PersonsModule {}
