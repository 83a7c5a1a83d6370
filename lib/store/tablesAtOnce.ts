/** More tables than this are asked for twice: nobody means to load a whole home folder, or thousands of files of an archive. */
export const tablesAtOnce = 100;
