// Changed by the move, 8: style sheet and pictures are not the function's to send. These are their URLs, relative to the
// page at `/`; the deployment uploads the files under names with a hash, and the API serves them from a bucket.
import bird from './public/bird.svg';
import cat from './public/cat.svg';
import dog from './public/dog.svg';
import icon from './public/icon.png';
import rabbit from './public/rabbit.svg';
import style from './public/style.css';

export const assets = { bird, cat, dog, icon, rabbit, style };
