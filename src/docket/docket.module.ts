import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ImportDocket } from './import-docket.js';
import { TellCase } from './tell-case.js';

/** The docket file: a second transport beside GraphQL, through the same door. */
@Module({ imports: [CasesModule], providers: [ImportDocket, TellCase] })
export class DocketModule {}
