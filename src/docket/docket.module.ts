import { Module } from '@nestjs/common';

/** The docket file: a second transport beside GraphQL, through the same door. */
@Module({})
export class DocketModule {}
