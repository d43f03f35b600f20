// A file of settings for each stage; what the environment has already wins.
import { config } from 'dotenv';

config({ path: [`.env.${process.env.STAGE ?? 'dev'}`, '.env'], quiet: true });
process.env.MONGODB_URI ||= 'mongodb://127.0.0.1:27018/pets';
