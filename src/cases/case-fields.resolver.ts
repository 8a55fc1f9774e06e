import { ResolveField, Resolver } from '@nestjs/graphql';
import { RecordTree } from '../access/record-tree.js';
import { filledByTheTree } from '../access/record-resolver.js';
import { ReferenceEntryType } from '../reference/reference.types.js';
import { courtOfCase, provisionOfCharge, stageOfCase } from './case-lookups.view.js';
import { CaseStageEnumeration, CaseType, ChargeType } from './case.types.js';

/** What is looked up or derived for a case. */
@Resolver(() => CaseType)
export class CaseFieldsResolver {
  constructor(tree: RecordTree) {
    tree.add(courtOfCase);
    tree.add(stageOfCase);
  }

  @ResolveField(() => ReferenceEntryType, { description: 'The court of first instance.' })
  court(): never {
    return filledByTheTree();
  }

  @ResolveField(() => CaseStageEnumeration.type, { description: 'How far it has come; derived from its events.' })
  stage(): never {
    return filledByTheTree();
  }
}

/** What is looked up for a charge. */
@Resolver(() => ChargeType)
export class ChargeFieldsResolver {
  constructor(tree: RecordTree) {
    tree.add(provisionOfCharge);
  }

  @ResolveField(() => ReferenceEntryType, { description: 'The provision, with its validity and its mark.' })
  provision(): never {
    return filledByTheTree();
  }
}
